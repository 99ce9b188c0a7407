import { Popover } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { Link } from 'react-router'
import { useQuery } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { moment, money, period, properName } from '../lib/format.ts'
import { Status } from '../policies/Status.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './BusinessNumber.module.css'

const PolicyCard_policy = graphql(`
  fragment PolicyCard_policy on Policy {
    status policyFrom policyTo
    product { name } policyHolder { firstName lastName } totalPremium { amount currencyCode }
  }
`)

const OfferCard_offer = graphql(`
  fragment OfferCard_offer on Offer { status validUntil product { name } totalPrice { amount currencyCode } }
`)

const BusinessNumberQuery = graphql(`
  query BusinessNumber($number: ID!) {
    policy(number: $number) { number ...PolicyCard_policy }
    offer(number: $number) { number ...OfferCard_offer }
  }
`)

/** In milliseconds: numbers that fly past while somebody scrolls are not asked for. */
const restBefore = 300

const asked = new Set<string>()

/** The number of a policy or an offer that the reader may see leads there and tells of it; others stay text. */
export function BusinessNumber({ text }: { text: string }) {
  const number = text.toLowerCase()
  const rests = useRests(number)
  const [{ data }] = useQuery({ query: BusinessNumberQuery, variables: { number }, pause: !rests })
  const cardId = useId()
  const [opened, setOpened] = useState(false)
  const path = data?.policy ? `/policies/${number}` : data?.offer ? `/offers/${number}` : null
  if (!data || !path) return text
  const show = () => setOpened(true)
  const hide = () => setOpened(false)
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" radius="md" shadow="md" withRoles={false}>
      <Popover.Target>
        <Link
          to={path}
          aria-describedby={opened ? cardId : undefined}
          onMouseEnter={show}
          onMouseLeave={hide}
          onFocus={show}
          onBlur={hide}
        >
          {text}
        </Link>
      </Popover.Target>
      <Popover.Dropdown id={cardId} className={classes.card}>
        {data.policy ? <PolicyCard policy={data.policy} /> : data.offer && <OfferCard offer={data.offer} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function PolicyCard({ policy }: { policy: FragmentType<typeof PolicyCard_policy> }) {
  useTexts()
  const read = readFragment(PolicyCard_policy, policy)
  const { product, policyHolder, policyFrom, policyTo, totalPremium } = read
  return (
    <>
      <strong>{properName(product.name)}</strong>
      <span>
        {policyHolder.firstName} {policyHolder.lastName}
      </span>
      <span className={classes.when}>{period(policyFrom, policyTo)}</span>
      <span className={classes.last}>
        <Status policy={read} />
        {money(totalPremium)}
      </span>
    </>
  )
}

function OfferCard({ offer }: { offer: FragmentType<typeof OfferCard_offer> }) {
  const t = useTexts()
  const { status, validUntil, product, totalPrice } = readFragment(OfferCard_offer, offer)
  return (
    <>
      <strong>{t('text.offerOf', { product: properName(product.name) })}</strong>
      <span className={classes.when}>{t('text.validUntil', { when: moment(validUntil) })}</span>
      <span className={classes.last}>
        <span>{t(`text.offer.${status}`)}</span>
        {money(totalPrice)}
      </span>
    </>
  )
}

/** Whether it has been in the document for a moment, now or before. */
function useRests(number: string): boolean {
  const [rests, setRests] = useState(asked.has(number))
  useEffect(() => {
    if (rests) return
    const timer = setTimeout(() => {
      asked.add(number)
      setRests(true)
    }, restBefore)
    return () => clearTimeout(timer)
  }, [rests, number])
  return rests
}
