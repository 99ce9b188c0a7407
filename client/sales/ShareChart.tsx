import { DonutChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { money } from '../lib/format.ts'
import { useTexts } from '../texts/texts.ts'

type Props = { shares: { name: string; value: number; color: string }[]; currency: string }

/** Shares as a ring. */
export function ShareChart({ shares, currency }: Props) {
  useTexts()
  return (
    <DonutChart
      data={shares}
      size={170}
      thickness={30}
      tooltipDataSource="segment"
      accessibilityLayer={false}
      valueFormatter={(value) => money({ amount: String(value), currencyCode: currency })}
      pieProps={{ isAnimationActive: false, rootTabIndex: -1 }}
    />
  )
}
