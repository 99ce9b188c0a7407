import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMe } from '../session/useMe.ts'
import { Blank } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'

/** The screen, or a sentence for those whom the address is not for. The server refuses them in any case. */
export function OnlyAdministrators({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe()
  if (me?.role === 'ADMIN') return children
  return (
    <Page title={title}>
      <Blank icon={<IconLock size={40} stroke={1.4} />} title="Only for administrators">
        Ask an administrator when an account or a room has to be changed.
      </Blank>
    </Page>
  )
}
