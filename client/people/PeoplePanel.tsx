import { useDisclosure } from '@mantine/hooks'
import { LatestNews } from '../notifications/LatestNews.tsx'
import { AllPeople } from './AllPeople.tsx'
import classes from './People.module.css'
import { PeopleList } from './PeopleList.tsx'
import { usePeople } from './PeopleProvider.tsx'

/** So many leave room for the news below them. */
const most = 8

/** The right-hand side of a desktop: who is here, and what the business just did. */
export function PeoplePanel() {
  const { people, online } = usePeople()
  const [opened, { open, close }] = useDisclosure()
  return (
    <div className={classes.panel}>
      <section aria-labelledby="people-heading">
        <h2 id="people-heading" className={classes.heading}>
          People {people && <span className={classes.number}>{online} online</span>}
        </h2>
        <PeopleList most={most} onAll={open} />
        <AllPeople opened={opened} onClose={close} />
      </section>
      <LatestNews />
    </div>
  )
}
