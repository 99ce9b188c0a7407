import { Button } from '@mantine/core'
import { IconSpeakerphone } from '@tabler/icons-react'
import { Link } from 'react-router'
import { Announce } from '../notifications/Announce.tsx'
import { Pinned } from '../notifications/Pinned.tsx'
import { useTexts } from '../texts/texts.ts'
import { Blank } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { AdminTabs } from './AdminTabs.tsx'
import { OnlyAdministrators } from './OnlyAdministrators.tsx'

/** What is announced to everybody, by whom, and how long it stays in sight. */
export function AnnouncementsPage() {
  const t = useTexts()
  return (
    <OnlyAdministrators title={t('admin.announcements')}>
      <Page title={t('admin.announcements')} about={t('admin.announcementsAbout')} actions={<Announce />}>
        <AdminTabs />
        <Pinned
          empty={
            <Blank icon={<IconSpeakerphone size={40} stroke={1.4} />} title={t('admin.nothingPinned')}>
              {t('admin.nothingPinnedAbout')}
            </Blank>
          }
        />
        <div>
          <Button component={Link} to="/notifications?kind=Announcement" variant="default">
            {t('admin.earlierAnnouncements')}
          </Button>
        </div>
      </Page>
    </OnlyAdministrators>
  )
}
