import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { calendarDay, dayKey, money, properName } from '../lib/format.ts'
import { useToday } from '../lib/today.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Failed } from '../ui/Blank.tsx'
import { type PageProps, Pages } from '../ui/Pages.tsx'
import { Card, LoadingRows, NoRows, rowsAtFirst } from './Card.tsx'
import { daysUntil } from './days-until.ts'
import classes from './Home.module.css'
import { useOnSales } from './useOnSales.ts'

const OfferRow_offer = graphql(`
  fragment OfferRow_offer on Offer { number product { name } totalPrice { amount currencyCode } validUntil }
`)

const OpenOffersPage = graphql(`
  query OpenOffers($first: Int!, $after: Cursor) {
    offers(filter: { statuses: [NEW], mine: true }, first: $first, after: $after) {
      edges { node { number ...OfferRow_offer } }
      pageInfo { hasNextPage endCursor }
    }
  }
`)

/** An offer that is valid for so many days more, or fewer, should be sold soon. */
const soon = 3

/** What the agent has priced and not sold yet, the newest first. Each goes on where the sale stopped. */
export function OpenOffers() {
  const t = useTexts()
  return (
    <Card title={t('home.offers')} all={{ to: '/sell', label: t('home.newPrice') }}>
      <Pages button={{ size: 'compact-md', my: 6 }}>{(page) => <OfferPage {...page} />}</Pages>
    </Card>
  )
}

function OfferPage({ after, next }: PageProps) {
  const t = useTexts()
  const first = after === null ? rowsAtFirst : 20
  const { data, error, retry } = useRead(OpenOffersPage, { first, after })
  useOnSales('own', retry)
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <LoadingRows label={t('home.loadingOffers')} />
  const { edges, pageInfo } = data.offers
  if (edges.length === 0 && after === null)
    return (
      <NoRows to="/sell" action={t('home.calculate')}>
        {t('home.noOffers')}
      </NoRows>
    )
  return (
    <>
      <ul className={classes.list}>
        {edges.map(({ node }) => (
          <OfferRow key={node.number} offer={node} />
        ))}
      </ul>
      {next(pageInfo)}
    </>
  )
}

function OfferRow({ offer }: { offer: FragmentType<typeof OfferRow_offer> }) {
  const t = useTexts()
  const { number, product, totalPrice, validUntil } = readFragment(OfferRow_offer, offer)
  const lastDay = dayKey(validUntil)
  const isSoon = daysUntil(lastDay, useToday()) <= soon
  return (
    <li>
      <Link to={`/offers/${encodeURIComponent(number)}`} className={classes.row}>
        <span className={classes.words}>
          <span className={classes.name}>{properName(product.name)}</span>
          <span className={classes.about}>{t('selling.validity.NEW', { day: calendarDay(lastDay) })}</span>
        </span>
        <span className={classes.end}>
          <span className={classes.amount}>{money(totalPrice)}</span>
          <span className={classes.state} data-soon={isSoon}>
            {t(isSoon ? 'home.expiresSoon' : 'text.offer.NEW')}
          </span>
        </span>
      </Link>
    </li>
  )
}
