import type { ReactNode } from 'react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { moment, money, period, properName } from '../lib/format.ts'
import { countryName } from '../selling/countries.ts'
import { ProductArt } from '../selling/ProductArt.tsx'
import { useTexts } from '../texts/texts.ts'
import { Facts } from '../ui/Facts.tsx'
import classes from './PolicyDetails.module.css'
import { Versions } from './Versions.tsx'

const PolicyDetails_policy = graphql(`
  fragment PolicyDetails_policy on Policy {
    number
    shortNumber
    status
    soldAt
    policyFrom
    policyTo
    agent { name }
    product { name code icon }
    totalPremium { amount currencyCode }
    refund { amount currencyCode }
    commissions { amount { amount currencyCode } }
    policyHolder { firstName lastName taxId address { country zipCode city street } }
    covers { code name premium { amount currencyCode } }
    versions { number ...Versions_version }
  }
`)

type Props = { policy: FragmentType<typeof PolicyDetails_policy>; children: ReactNode }

/** What was agreed, for whom, and what it costs; what else belongs to the policy comes below. */
export function PolicyDetails({ policy, children }: Props) {
  const t = useTexts()
  const read = readFragment(PolicyDetails_policy, policy)
  const { policyHolder: holder, product, covers, versions, refund } = read
  const earned = read.commissions.map(({ amount }) => money(amount)).join(' · ')
  return (
    <div className={classes.columns}>
      <section className={classes.card} aria-labelledby="holder-heading">
        <h2 id="holder-heading" className={classes.heading}>
          {t('policies.holder')}
        </h2>
        <Facts
          facts={[
            [t('policies.name'), `${holder.firstName} ${holder.lastName}`],
            [t('policies.taxId'), holder.taxId],
            [t('policies.address'), `${holder.address.street}, ${holder.address.zipCode} ${holder.address.city}`],
            [t('policies.country'), countryName(holder.address.country)],
          ]}
        />
      </section>
      <section className={classes.card} aria-labelledby="terms-heading">
        <h2 id="terms-heading" className={classes.heading}>
          {t('policies.terms')}
        </h2>
        <Facts
          facts={[
            [t('policies.number'), read.shortNumber],
            [t('policies.longNumber'), read.number],
            [t('policies.cover'), period(read.policyFrom, read.policyTo)],
            [t('policies.product'), `${properName(product.name)} (${product.code})`],
            [t('policies.soldBy'), read.agent?.name ?? t('policies.notKnown')],
            [t('policies.soldOn'), moment(read.soldAt)],
            ...(refund ? [[t('policies.refund'), money(refund)] as const] : []),
            ...(earned ? [[t('commissions.commission'), earned] as const] : []),
          ]}
        />
      </section>
      <section className={classes.premium} aria-labelledby="premium-heading">
        <ProductArt icon={product.icon} className={classes.art} />
        <div className={classes.premiumBody}>
          <h2 id="premium-heading" className={classes.total}>
            <span className={classes.label}>
              {t(read.status === 'ACTIVE' ? 'policies.totalPremium' : 'policies.premiumKept')}
            </span>{' '}
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
      {children}
    </div>
  )
}
