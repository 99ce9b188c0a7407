import { Pinned } from '../notifications/Pinned.tsx'
import { Page } from '../ui/Page.tsx'
import { EndingPolicies } from './EndingPolicies.tsx'
import classes from './Home.module.css'
import { OpenOffers } from './OpenOffers.tsx'
import { TodaysSales } from './TodaysSales.tsx'
import { UnreadRooms } from './UnreadRooms.tsx'

/** Where one begins: what waits for the agent, and how the day goes. Everything leads to where it is done. */
export function HomePage() {
  return (
    <Page title="Home" about="What waits for you, and how the day goes" layout="wide">
      <Pinned />
      <div className={classes.home}>
        <div className={classes.columns}>
          <TodaysSales />
          <UnreadRooms />
          <OpenOffers />
          <EndingPolicies />
        </div>
      </div>
    </Page>
  )
}
