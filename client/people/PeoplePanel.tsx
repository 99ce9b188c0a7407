import { LatestNews } from '../notifications/LatestNews.tsx'
import classes from './People.module.css'
import { PeopleList } from './PeopleList.tsx'
import { usePeople } from './PeopleProvider.tsx'

/** The right-hand side of a desktop: who is here, and what the business just did. */
export function PeoplePanel() {
  const { online } = usePeople()
  return (
    <div className={classes.panel}>
      <section aria-labelledby="people-heading">
        <h2 id="people-heading" className={classes.heading}>
          People <span className={classes.number}>{online} online</span>
        </h2>
        <PeopleList />
      </section>
      <LatestNews />
    </div>
  )
}
