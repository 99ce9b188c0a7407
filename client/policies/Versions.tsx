import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { money, period } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Versions.module.css'

const Versions_version = graphql(`
  fragment Versions_version on PolicyVersion { number coverFrom coverTo totalPremium { amount currencyCode } }
`)

/** How the policy came to be what it is. */
export function Versions({ versions }: { versions: readonly FragmentType<typeof Versions_version>[] }) {
  const t = useTexts()
  return (
    <section className={classes.card} aria-labelledby="versions-heading">
      <h2 id="versions-heading" className={classes.heading}>
        {t('policies.history')}
      </h2>
      <ol className={classes.list}>
        {readFragment(Versions_version, versions).map(({ number, coverFrom, coverTo, totalPremium }) => (
          <li key={number} className={classes.version}>
            <span className={classes.what}>{t(number === 1 ? 'policies.asAgreed' : 'policies.afterTermination')}</span>
            <span className={classes.period}>{period(coverFrom, coverTo)}</span>
            <span className={classes.premium}>{money(totalPremium)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
