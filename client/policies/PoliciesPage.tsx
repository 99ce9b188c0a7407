import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { Page } from '../ui/Page.tsx'
import classes from './PoliciesPage.module.css'
import { PolicyList } from './PolicyList.tsx'

/** The policies, searched as one types. The search stands in the address, so that it can be kept and gone back to. */
export function PoliciesPage() {
  const [params, setParams] = useSearchParams()
  const [text, setText] = useState(params.get('search') ?? '')
  const [search] = useDebouncedValue(text.trim(), 250)
  const inAddress = params.get('search') ?? ''
  const latest = useRef(inAddress)
  useEffect(() => {
    // An address that is right already must stay the same entry of the history, or going back to it would find nothing.
    if (search === latest.current) return
    latest.current = search
    setParams(search ? { search } : {}, { replace: true })
  }, [search, setParams])
  useEffect(() => {
    // A link or the browser's buttons have led to another search.
    if (inAddress === latest.current) return
    latest.current = inAddress
    setText(inAddress)
  }, [inAddress])
  return (
    <Page title="Policies" layout="wide">
      <TextInput
        className={classes.search}
        size="md"
        type="search"
        aria-label="Search policies"
        placeholder="Policy number, holder or product code"
        leftSection={<IconSearch size={18} aria-hidden="true" />}
        rightSection={text && <CloseButton aria-label="Clear the search" onClick={() => setText('')} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <PolicyList key={search} search={search} onClear={() => setText('')} />
    </Page>
  )
}
