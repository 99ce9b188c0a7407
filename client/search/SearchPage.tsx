import { CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { useTexts } from '../texts/texts.ts'
import { Page } from '../ui/Page.tsx'
import { useSearchParam } from '../ui/search-param.ts'
import { SearchHelp } from './SearchHelp.tsx'
import classes from './SearchPage.module.css'
import { SearchResults } from './SearchResults.tsx'

/** Messages of all one's rooms, searched as one types. What is searched for stands in the address. */
export function SearchPage() {
  const t = useTexts()
  const orders = [
    { value: 'newest', label: t('search.newest') },
    { value: 'best', label: t('search.best') },
  ]
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
    <Page title={t('search.title')} about={t('search.about')}>
      <div className={classes.fields}>
        <TextInput
          ref={field}
          className={classes.field}
          size="md"
          type="search"
          aria-label={t('search.searchMessages')}
          placeholder={t('search.placeholder')}
          enterKeyHint="search"
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          rightSection={text && <CloseButton aria-label={t('search.clear')} onClick={() => setText('')} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('search.order')}
          data={orders}
          value={isBest ? 'best' : 'newest'}
          onChange={setOrder}
        />
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
