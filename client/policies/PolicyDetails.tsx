import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { moment, money, period, properName } from '../lib/format.ts'
import { ProductArt } from '../selling/ProductArt.tsx'
import { Facts } from '../ui/Facts.tsx'
import classes from './PolicyDetails.module.css'
import { Versions } from './Versions.tsx'

const PolicyDetails_policy = graphql(`
  fragment PolicyDetails_policy on Policy {
    number
    status
    soldAt
    policyFrom
    policyTo
    agent { name }
    product { name code icon }
    totalPremium { amount currencyCode }
    refund { amount currencyCode }
    policyHolder { firstName lastName taxId address { country zipCode city street } }
    covers { code name premium { amount currencyCode } }
    versions { number ...Versions_version }
  }
`)

/** What was agreed, for whom, and what it costs. */
export function PolicyDetails({ policy }: { policy: FragmentType<typeof PolicyDetails_policy> }) {
  const read = readFragment(PolicyDetails_policy, policy)
  const { policyHolder: holder, product, covers, versions, refund } = read
  return (
    <div className={classes.columns}>
      <section className={classes.card} aria-labelledby="holder-heading">
        <h2 id="holder-heading" className={classes.heading}>
          Policy holder
        </h2>
        <Facts
          facts={[
            ['Name', `${holder.firstName} ${holder.lastName}`],
            ['Tax id', holder.taxId],
            ['Address', `${holder.address.street}, ${holder.address.zipCode} ${holder.address.city}`],
            ['Country', holder.address.country],
          ]}
        />
      </section>
      <section className={classes.card} aria-labelledby="terms-heading">
        <h2 id="terms-heading" className={classes.heading}>
          Terms
        </h2>
        <Facts
          facts={[
            ['Number', read.number],
            ['Cover', period(read.policyFrom, read.policyTo)],
            ['Product', `${properName(product.name)} (${product.code})`],
            ['Sold by', read.agent?.name ?? 'Not known'],
            ['Sold on', moment(read.soldAt)],
            ...(refund ? [['Refund', money(refund)] as const] : []),
          ]}
        />
      </section>
      <section className={classes.premium} aria-labelledby="premium-heading">
        <ProductArt icon={product.icon} className={classes.art} />
        <div className={classes.premiumBody}>
          <h2 id="premium-heading" className={classes.total}>
            <span className={classes.label}>{read.status === 'ACTIVE' ? 'Total premium' : 'Premium kept'}</span>{' '}
            {money(read.totalPremium)}
          </h2>
          <dl className={classes.covers}>
            {covers.map(({ code, name, premium }) => (
              <div key={code}>
                <dt>{name}</dt>
                <dd>{money(premium)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </section>
      {versions.length > 1 && <Versions versions={versions} />}
    </div>
  )
}
