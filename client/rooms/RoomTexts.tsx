import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CombinedError } from 'urql'
import type { ErrorCode } from '../gql/graphql.ts'
import { failureText } from '../network/failure.ts'
import { refusalText } from '../texts/refusal-text.ts'
import { text, useTexts } from '../texts/texts.ts'
import { asSentence } from '../ui/field-errors.ts'

const isField = (path: string): path is 'name' | 'about' => path === 'name' || path === 'about'

/** An answer that is no success: what is wrong with the fields, or why it may not be. */
type Refused = { code?: ErrorCode; message?: string; fields?: readonly { path: string; message: string }[] }

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
      const fields = answer?.fields ?? [{ path: '', message: reasonOf(answer) ?? failureText(error) }]
      const sentences = fields.map(({ path, message }) => {
        const field = isField(path) ? path : null
        return [field ?? 'name', asSentence(text(field ? `rooms.field.${field}` : 'rooms.field.room'), message)]
      })
      setWrong(Object.fromEntries(sentences))
    },
  }
}

const reasonOf = (answer: Refused | undefined): string | undefined =>
  answer?.code && answer.message ? refusalText({ code: answer.code, message: answer.message }) : answer?.message

/** The fields for them. */
export function RoomTexts({ texts: { values, wrong, set } }: { texts: ReturnType<typeof useRoomTexts> }) {
  const t = useTexts()
  return (
    <>
      <TextInput
        label={t('rooms.name')}
        data-autofocus
        value={values.name}
        error={wrong.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('rooms.aboutLabel')}
        description={t('rooms.aboutDescription')}
        value={values.about}
        error={wrong.about}
        onChange={(event) => set({ about: event.currentTarget.value })}
      />
    </>
  )
}
