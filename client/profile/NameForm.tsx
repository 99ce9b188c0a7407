import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { asSentence } from '../ui/field-errors.ts'
import { Section } from './Section.tsx'

const ChangeProfile = graphql(`
  mutation ChangeProfile($input: ChangeProfileInput!) {
    changeProfile(input: $input) { __typename ... on InvalidInput { fields { message } } ... on Error { message } }
  }
`)

/** The name that stands beside one's messages. */
export function NameForm({ name: before, onSaved }: { name: string; onSaved(): void }) {
  const [name, setName] = useState(before)
  const [said, setSaid] = useState<{ field?: string; wrong?: string; done?: string }>({})
  const [{ fetching }, change] = useMutation(ChangeProfile)

  async function save() {
    const { data, error } = await change({ input: { name: name.trim() } })
    const result = data?.changeProfile
    if (result?.__typename === 'ChangeProfileSuccess') {
      setSaid({ done: 'Saved.' })
      onSaved()
    } else if (result?.__typename === 'InvalidInput')
      setSaid({ field: asSentence('The name', result.fields[0]?.message ?? '') })
    else setSaid({ wrong: result && 'message' in result ? result.message : failureText(error) })
  }
  return (
    <Section title="Name" wrong={said.wrong ?? null} done={said.done ?? null} onSubmit={save}>
      <TextInput
        label="Name"
        description="As others see it, also beside what you wrote before"
        autoComplete="name"
        value={name}
        error={said.field}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={fetching}>
          Save the name
        </Button>
      </div>
    </Section>
  )
}
