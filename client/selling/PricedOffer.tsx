import { Button, Skeleton } from '@mantine/core'
import { IconFileOff } from '@tabler/icons-react'
import { Link } from 'react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Answered } from './Answered.tsx'
import classes from './PriceForm.module.css'
import { PricePanel } from './PricePanel.tsx'
import { loadAnswers } from './saved-answers.ts'

export const OfferToShow = graphql(`
  query OfferToShow($number: ID!) {
    offer(number: $number) { number product { code } ...Answered_offer ...PricePanel_offer }
  }
`)

const PricedOffer_product = graphql(`
  fragment PricedOffer_product on Product { code icon questions { ...Answered_question } }
`)

type Props = { number: string; product: FragmentType<typeof PricedOffer_product>; onChange(): void }

/** An offer that was made for this product: what it was calculated from, and its price. */
export function PricedOffer({ number, product, onChange }: Props) {
  const t = useTexts()
  const { code, icon, questions } = readFragment(PricedOffer_product, product)
  const { data, error, retry } = useRead(OfferToShow, { number })
  const offer = data?.offer?.product.code === code ? data.offer : null
  if (!data && error) return <Failed text={failureText(error)} onRetry={retry} />
  if (!data) return <Skeleton height={360} radius="lg" role="status" aria-label={t('selling.loadingPrice')} />
  if (!offer)
    return (
      <Blank
        icon={<IconFileOff size={40} stroke={1.4} />}
        title={t('selling.noOffer')}
        action={
          <Button component={Link} to={`/sell/${encodeURIComponent(code)}`}>
            {t('selling.newPrice')}
          </Button>
        }
      >
        {t('selling.noOfferAbout')}
      </Blank>
    )
  return (
    <div className={classes.columns}>
      <Answered offer={offer} questions={questions} answers={loadAnswers(number)?.answers ?? null} />
      <PricePanel icon={icon} offer={offer} onChange={onChange} />
    </div>
  )
}
