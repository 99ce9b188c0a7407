import { useDisclosure } from '@mantine/hooks'
import { LatestNews } from '../notifications/LatestNews.tsx'
import { useTexts } from '../texts/texts.ts'
import { AllPeople } from './AllPeople.tsx'
import classes from './People.module.css'
import { PeopleList } from './PeopleList.tsx'
import { usePeople } from './PeopleProvider.tsx'

/** So many leave room for the news below them. */
const most = 8

/** The right-hand side of a desktop: who is here, and what the business just did. */
export function PeoplePanel({ showsPinned }: { showsPinned: boolean }) {
  const t = useTexts()
  const { people, online } = usePeople()
  const [opened, { open, close }] = useDisclosure()
  return (
    <div className={classes.panel}>
      <section aria-labelledby="people-heading">
        <h2 id="people-heading" className={classes.heading}>
          {t('people.title')}{' '}
          {people && <span className={classes.number}>{t('rooms.onlineCount', { count: online })}</span>}
        </h2>
        <PeopleList most={most} onAll={open} />
        <AllPeople opened={opened} onClose={close} />
      </section>
      <LatestNews showsPinned={showsPinned} />
    </div>
  )
}
