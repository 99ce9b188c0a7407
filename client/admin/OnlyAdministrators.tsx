import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'

/** The screen, or a sentence for those whom the address is not for. The server refuses them in any case. */
export function OnlyAdministrators({ title, children }: { title: string; children: ReactNode }) {
  const t = useTexts()
  const me = useMe()
  if (me?.role === 'ADMIN') return children
  return (
    <Page title={title}>
      <Blank icon={<IconLock size={40} stroke={1.4} />} title={t('admin.onlyAdministrators')}>
        {t('admin.onlyAdministratorsAbout')}
      </Blank>
    </Page>
  )
}
