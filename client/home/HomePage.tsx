import { Pinned } from '../notifications/Pinned.tsx'
import { useTexts } from '../texts/texts.ts'
import { Page } from '../ui/Page.tsx'
import { EndingPolicies } from './EndingPolicies.tsx'
import classes from './Home.module.css'
import { OpenOffers } from './OpenOffers.tsx'
import { TodaysSales } from './TodaysSales.tsx'
import { UnreadRooms } from './UnreadRooms.tsx'

/** Where one begins: what waits for the agent, and how the day goes. Everything leads to where it is done. */
export function HomePage() {
  const t = useTexts()
  return (
    <Page title={t('home.title')} about={t('home.about')} layout="wide">
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
