import { Button, Skeleton } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import { Link, useParams } from 'react-router'
import { graphql } from '../gql/index.ts'
import { calendarDay, properName } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { ShareInRoom } from '../rooms/ShareInRoom.tsx'
import { useTexts } from '../texts/texts.ts'
import { BackLink } from '../ui/BackLink.tsx'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { HolderForm } from './HolderForm.tsx'
import { OfferSummary } from './OfferSummary.tsx'
import classes from './PriceForm.module.css'

const OfferToBuy = graphql(`
  query OfferToBuy($number: ID!) {
    offer(number: $number) { number shortNumber status validUntil product { code name } ...OfferSummary_offer }
  }
`)

/** The last step of a sale: who holds the policy. */
export function HolderPage() {
  const t = useTexts()
  const { offerNumber = '' } = useParams()
  const { data, error, retry } = useRead(OfferToBuy, { number: offerNumber })
  const offer = data?.offer
  const productPath = offer ? `/sell/${encodeURIComponent(offer.product.code)}` : '/sell'
  const pricePath = offer ? `${productPath}/offers/${encodeURIComponent(offer.number)}` : '/sell'
  const back = <BackLink to={pricePath}>{t(offer ? 'selling.backToPrice' : 'selling.allProducts')}</BackLink>
  const again = (
    <Button component={Link} to={productPath}>
      {t(offer ? 'selling.newPrice' : 'selling.seeAll')}
    </Button>
  )
  return (
    <Page
      title={t('policies.holder')}
      about={offer ? t('selling.whoFor', { product: properName(offer.product.name) }) : undefined}
      back={back}
      actions={offer?.status === 'NEW' && <ShareInRoom number={offer.shortNumber} />}
      layout="wide"
    >
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <Skeleton height={360} radius="lg" role="status" aria-label={t('selling.loadingOffer')} />}
      {data && !offer && (
        <Blank icon={<IconFileOff size={40} stroke={1.4} />} title={t('selling.noOffer')} action={again}>
          {t('selling.noOfferAbout')}
        </Blank>
      )}
      {offer?.status === 'CONVERTED' && (
        <Blank title={t('selling.soldAlready')} action={again}>
          {t('selling.soldAlreadyAbout')}
        </Blank>
      )}
      {offer?.status === 'EXPIRED' && (
        <Blank title={t('selling.expired')} action={again}>
          {t('selling.wasValidUntil', { day: calendarDay(offer.validUntil.slice(0, 10)) })}
        </Blank>
      )}
      {offer?.status === 'NEW' && (
        <div className={classes.columns}>
          <HolderForm offerNumber={offer.number} productCode={offer.product.code} />
          <OfferSummary offer={offer} />
        </div>
      )}
    </Page>
  )
}
