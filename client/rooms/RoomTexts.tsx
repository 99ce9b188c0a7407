import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CombinedError } from 'urql'
import { failureText } from '../network/failure.ts'
import { asSentence } from '../ui/field-errors.ts'

const labels: Record<string, string> = { name: 'The name', about: 'The description' }

/** An answer that is no success: what is wrong with the fields, or why it may not be. */
type Refused = { message?: string; fields?: readonly { path: string; message: string }[] }

/** What a room is called and about, while it is being written, and what is wrong with either. */
export function useRoomTexts(initial: { name: string; about: string } = { name: '', about: '' }) {
  const [values, setValues] = useState({ name: initial.name, about: initial.about })
  const [wrong, setWrong] = useState<Record<string, string>>({})
  return {
    values,
    wrong,
    set: (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change })),
    /** Shows the server's complaints at their fields, and any other at the name. */
    refuse(answer: Refused | undefined, error: CombinedError | undefined): void {
      const fields = answer?.fields ?? [{ path: '', message: answer?.message ?? failureText(error) }]
      const sentences = fields.map(({ path, message }) => {
        const label = labels[path]
        return [label ? path : 'name', asSentence(label ?? 'The room', message)]
      })
      setWrong(Object.fromEntries(sentences))
    },
  }
}

/** The fields for them. */
export function RoomTexts({ texts: { values, wrong, set } }: { texts: ReturnType<typeof useRoomTexts> }) {
  return (
    <>
      <TextInput
        label="Name"
        data-autofocus
        value={values.name}
        error={wrong.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label="What it is about"
        description="A line that everybody sees below the name"
        value={values.about}
        error={wrong.about}
        onChange={(event) => set({ about: event.currentTarget.value })}
      />
    </>
  )
}
