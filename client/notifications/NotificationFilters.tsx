import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from 'urql'
import { graphql } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import type { AskedNotifications } from './filter.ts'
import { isKind, kinds, kindsName } from './kinds.ts'
import classes from './NotificationsPage.module.css'

const NotificationProducts = graphql(`query NotificationProducts { products { code name } }`)

/** Which notifications are shown. */
export function NotificationFilters(props: { asked: AskedNotifications; onChange(next: AskedNotifications): void }) {
  const { asked, onChange } = props
  const t = useTexts()
  const [{ data }] = useQuery({ query: NotificationProducts })
  const byKind = Object.keys(kinds)
    .filter(isKind)
    .map((value) => ({ value, label: kindsName(value) }))
  const products = (data?.products ?? []).map(({ code, name }) => ({ value: code, label: name }))
  // One that is asked for by the address, and not loaded yet or not sold any more, can still be seen and taken back.
  if (asked.product !== null && !products.some(({ value }) => value === asked.product))
    products.push({ value: asked.product, label: asked.product })
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label={t('notifications.show')}
        data={[{ value: '', label: t('notifications.everything') }, ...byKind]}
        value={asked.kind ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...asked, kind: isKind(value) ? value : null })}
      />
      <NativeSelect
        aria-label={t('notifications.product')}
        data={[{ value: '', label: t('notifications.allProducts') }, ...products]}
        value={asked.product ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ...asked, product: value || null })}
      />
      <Checkbox
        label={t('notifications.mine')}
        checked={asked.mine}
        onChange={({ currentTarget: { checked } }) => onChange({ ...asked, mine: checked })}
      />
    </div>
  )
}
