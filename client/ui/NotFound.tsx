import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useTexts } from '../texts/texts.ts'
import { Blank } from './Blank.tsx'
import { Page } from './Page.tsx'

export function NotFound() {
  const t = useTexts()
  return (
    <Page title={t('ui.noPage')}>
      <Blank
        title={t('ui.noPageTitle')}
        action={
          <Button component={Link} to="/chat">
            {t('ui.toChat')}
          </Button>
        }
      >
        {t('ui.noPageAbout')}
      </Blank>
    </Page>
  )
}
