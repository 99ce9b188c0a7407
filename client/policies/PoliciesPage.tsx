import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { PolicyTabs } from '../payments/PolicyTabs.tsx'
import { useTexts } from '../texts/texts.ts'
import { Page } from '../ui/Page.tsx'
import { useSearchParam } from '../ui/search-param.ts'
import classes from './PoliciesPage.module.css'
import { PolicyList } from './PolicyList.tsx'

/** The policies, searched as one types. The search stands in the address, so that it can be kept and gone back to. */
export function PoliciesPage() {
  const t = useTexts()
  const [text, setText, search] = useSearchParam('search')
  return (
    <Page title={t('policies.title')} layout="wide">
      <PolicyTabs />
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
      <PolicyList key={search} search={search} onClear={() => setText('')} />
    </Page>
  )
}
