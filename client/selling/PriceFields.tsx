import { Alert, Button } from '@mantine/core'
import type { useForm } from '@mantine/form'
import type { FormEventHandler, RefObject } from 'react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { CoverPicker } from './CoverPicker.tsx'
import { PeriodFields } from './PeriodFields.tsx'
import classes from './PriceForm.module.css'
import { PricePanel } from './PricePanel.tsx'
import { type Asked, boundsOf, type PriceValues } from './price-form.ts'
import { QuestionField } from './QuestionField.tsx'

const PriceFields_product = graphql(`
  fragment PriceFields_product on Product {
    icon
    questions { code index ...QuestionField_question }
    covers { code ...CoverPicker_cover }
  }
`)

type Props = {
  ref: RefObject<HTMLFormElement | null>
  product: FragmentType<typeof PriceFields_product>
  asked: Asked
  form: Pick<ReturnType<typeof useForm<PriceValues>>, 'getInputProps' | 'values' | 'errors' | 'setFieldValue'>
  /** The first day on which a cover may begin; null for any. */
  earliest: string | null
  problem: string | null
  busy: boolean
  onSubmit: FormEventHandler<HTMLFormElement>
}

/** Period, questions and covers of a product, with room for the price beside them. */
export function PriceFields({ ref, product, asked, form, earliest, problem, busy, onSubmit }: Props) {
  const t = useTexts()
  const { icon, questions, covers } = readFragment(PriceFields_product, product)
  const bounds = new Map(asked.questions.map((question) => [question.code, boundsOf(question, asked)]))
  return (
    <div className={classes.columns}>
      <form ref={ref} tabIndex={-1} className={classes.card} onSubmit={onSubmit} noValidate>
        {problem && (
          <Alert color="ember" role="alert" mb="md">
            {problem}
          </Alert>
        )}
        <fieldset disabled={busy} className={classes.fields}>
          <legend className={classes.legend}>{t('selling.dependsOn')}</legend>
          <PeriodFields
            from={form.getInputProps('policyFrom')}
            to={form.getInputProps('policyTo')}
            policyFrom={form.values.policyFrom}
            earliest={earliest}
            onTo={(day) => form.setFieldValue('policyTo', day)}
          />
          {[...questions]
            .sort((a, b) => a.index - b.index)
            .map((question) => (
              <QuestionField
                key={question.code}
                question={question}
                bounds={bounds.get(question.code) ?? { min: 0, max: Number.MAX_SAFE_INTEGER }}
                {...form.getInputProps(`answers.${question.code}`)}
              />
            ))}
          <CoverPicker
            covers={covers}
            selected={form.values.covers}
            error={form.errors.selectedCovers}
            onChange={(cover, on) => form.setFieldValue(`covers.${cover}`, on)}
          />
        </fieldset>
        <Button type="submit" size="md" loading={busy} mt="lg">
          {t('selling.calculate')}
        </Button>
      </form>
      <PricePanel icon={icon} offer={null} onChange={() => {}} />
    </div>
  )
}
