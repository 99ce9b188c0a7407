import { Group, NativeSelect, NumberInput, Radio } from '@mantine/core'
import type { useForm } from '@mantine/form'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'

const QuestionField_question = graphql(`
  fragment QuestionField_question on Question { text type unit choices { code label } }
`)

/** So many choices fit beside each other; more go into a list. */
const besideEachOther = 4

/** The component always asks phones for a keyboard with a decimal point; the answers are whole numbers. */
const askForDigits = (input: HTMLInputElement | null) => input?.setAttribute('inputmode', 'numeric')

type Props = {
  question: FragmentType<typeof QuestionField_question>
  bounds: { min: number; max: number }
} & Partial<ReturnType<ReturnType<typeof useForm>['getInputProps']>>

/** One question of a product, in the form that suits its kind. */
export function QuestionField({ question, bounds, ...field }: Props) {
  const t = useTexts()
  const { text, type, unit, choices } = readFragment(QuestionField_question, question)
  if (type === 'NUMERIC')
    return (
      <NumberInput
        label={text}
        {...bounds}
        suffix={unit ? ` ${unit}` : ''}
        ref={askForDigits}
        clampBehavior="none"
        maw={260}
        {...field}
      />
    )
  if (choices.length > besideEachOther)
    return (
      <NativeSelect
        label={text}
        data={[
          { value: '', label: t('selling.choose') },
          ...choices.map(({ code, label }) => ({ value: code, label })),
        ]}
        {...field}
      />
    )
  return (
    <Radio.Group label={text} {...field}>
      <Group gap="lg" mt={6} mb={4}>
        {choices.map(({ code, label }) => (
          <Radio key={code} value={code} label={label} />
        ))}
      </Group>
    </Radio.Group>
  )
}
