import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../texts/texts.ts'

/** Leads to the messages that are found. */
export function SearchField() {
  const t = useTexts()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  function search(event: FormEvent) {
    event.preventDefault()
    navigate(text.trim() ? `/search?q=${encodeURIComponent(text.trim())}` : '/search')
  }
  return (
    <search>
      <form onSubmit={search}>
        <TextInput
          type="search"
          aria-label={t('search.searchMessages')}
          placeholder={t('search.searchMessages')}
          enterKeyHint="search"
          leftSection={<IconSearch size={17} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </search>
  )
}
