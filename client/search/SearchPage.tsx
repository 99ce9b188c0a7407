import { CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { Page } from '../ui/Page.tsx'
import { useSearchParam } from '../ui/search-param.ts'
import { SearchHelp } from './SearchHelp.tsx'
import classes from './SearchPage.module.css'
import { SearchResults } from './SearchResults.tsx'

const orders = [
  { value: 'newest', label: 'Newest first' },
  { value: 'best', label: 'Best first' },
]

/** Messages of all one's rooms, searched as one types. What is searched for stands in the address. */
export function SearchPage() {
  const [text, setText, search] = useSearchParam('q')
  const [params, setParams] = useSearchParams()
  const field = useRef<HTMLInputElement>(null)
  const isBest = params.get('order') === 'best'
  const isNew = useRef(text.trim() === '')
  useEffect(() => {
    // After the heading has taken the focus, as it does on every screen.
    if (isNew.current) field.current?.focus()
  }, [])
  function setOrder(order: string) {
    const next = new URLSearchParams(params)
    if (order === 'best') next.set('order', order)
    else next.delete('order')
    setParams(next, { replace: true, state: { keepsFocus: true } })
  }
  return (
    <Page title="Search" about="Messages of all the rooms you are in">
      <div className={classes.fields}>
        <TextInput
          ref={field}
          className={classes.field}
          size="md"
          type="search"
          aria-label="Search messages"
          placeholder="Words, or from:somebody"
          enterKeyHint="search"
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          rightSection={text && <CloseButton aria-label="Clear the search" onClick={() => setText('')} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl aria-label="Order" data={orders} value={isBest ? 'best' : 'newest'} onChange={setOrder} />
      </div>
      <SearchHelp
        opened={search === ''}
        onAdd={(filter) => {
          setText(`${text.trimEnd()} ${filter}`.trimStart())
          field.current?.focus()
        }}
      />
      {search && <SearchResults key={`${isBest} ${search}`} search={search} order={isBest ? 'BEST' : 'NEWEST'} />}
    </Page>
  )
}
