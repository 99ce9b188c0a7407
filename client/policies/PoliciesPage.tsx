import { Button, CloseButton, Drawer, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { PolicyTabs } from '../payments/PolicyTabs.tsx'
import { useTexts } from '../texts/texts.ts'
import { Page } from '../ui/Page.tsx'
import { useSearchParam } from '../ui/search-param.ts'
import classes from './PoliciesPage.module.css'
import { PolicyFilters } from './PolicyFilters.tsx'
import { PolicyList } from './PolicyList.tsx'
import { askedOf, filtersOf, noFilters, type PoliciesView, viewOf, withView } from './policies-view.ts'

/** The policies, searched as one types. What is shown stands in the address, so that it can be kept and gone back to. */
export function PoliciesPage() {
  const t = useTexts()
  const [text, setText, search] = useSearchParam('search')
  const [params, setParams] = useSearchParams()
  const view = viewOf(params)
  const asked = askedOf(view, search)
  const show = (next: Partial<PoliciesView>) => {
    // Not the parameters of the last rendering, which another change may have left behind already.
    const before = new URLSearchParams(window.location.search)
    setParams(withView(before, { ...viewOf(before), ...next }), { state: { keepsFocus: true } })
  }
  const filters = <PolicyFilters view={view} isSearched={search !== ''} onChange={show} />
  return (
    <Page title={t('policies.title')} layout="wide">
      <PolicyTabs />
      <div className={classes.bar}>
        <TextInput
          className={classes.search}
          size="md"
          type="search"
          aria-label={t('policies.search')}
          placeholder={t('policies.searchBy')}
          leftSection={<IconSearch size={18} aria-hidden="true" />}
          rightSection={text && <CloseButton aria-label={t('search.clear')} onClick={() => setText('')} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <FilterBar count={filtersOf(view)}>{filters}</FilterBar>
      </div>
      <PolicyList
        key={JSON.stringify(asked)}
        asked={asked}
        search={search}
        isFiltered={filtersOf(view) > 0}
        onSort={(sort) => show({ sort })}
        onClearSearch={() => setText('')}
        onClearFilters={() => show(noFilters)}
      />
    </Page>
  )
}

/** The filters beside the list where there is room; on a phone behind a button. */
function FilterBar({ count, children }: { count: number; children: ReactNode }) {
  const t = useTexts()
  const [opened, setOpened] = useState(false)
  const isNarrow = useMediaQuery('(max-width: 767.98px)', false, { getInitialValueInEffect: false })
  if (!isNarrow) return children
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {count > 0 ? t('policies.filtersSet', { count: `${count}` }) : t('policies.filters')}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="auto"
        title={t('policies.filters')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        {children}
      </Drawer>
    </>
  )
}
