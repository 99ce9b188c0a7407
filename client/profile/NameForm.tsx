import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { useTexts } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'
import { Section } from './Section.tsx'

const ChangeProfile = graphql(`
  mutation ChangeProfile($input: ChangeProfileInput!) {
    changeProfile(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { code message } }
  }
`)

/** The name that stands beside one's messages. */
export function NameForm({ name: before, onSaved }: { name: string; onSaved(): void }) {
  const t = useTexts()
  const [name, setName] = useState(before)
  const [said, setSaid] = useState<{ field?: string; wrong?: string; done?: string }>({})
  const [{ fetching }, change] = useMutation(ChangeProfile)

  async function save() {
    const { data, error } = await change({ input: { name: name.trim() } })
    const result = data?.changeProfile
    if (result?.__typename === 'ChangeProfileSuccess') {
      setSaid({ done: t('profile.saved') })
      onSaved()
    } else if (result?.__typename === 'InvalidInput')
      setSaid({ field: asSentence(t('profile.theName'), result.fields[0]?.message ?? '') })
    else setSaid({ wrong: result && 'message' in result ? refusalText(result) : failureText(error) })
  }
  return (
    <Section title={t('profile.name')} wrong={said.wrong ?? null} done={said.done ?? null} onSubmit={save}>
      <TextInput
        label={t('profile.name')}
        description={t('profile.nameAbout')}
        autoComplete="name"
        value={name}
        error={said.field}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={fetching}>
          {t('profile.saveName')}
        </Button>
      </div>
    </Section>
  )
}
