import { LineChart } from '@mantine/charts'
import '@mantine/charts/styles.layer.css'
import { money } from '../lib/format.ts'
import { locale, useTexts } from '../texts/texts.ts'

type Props = {
  points: { name: string; premium: number }[]
  /** What the line shows. */
  series: string
  currency: string
}

/** Premiums as a line. */
export function TrendChart({ points, series, currency }: Props) {
  useTexts()
  const short = new Intl.NumberFormat(locale(), { style: 'currency', currency, notation: 'compact' })
  return (
    <LineChart
      h="100%"
      data={points}
      dataKey="name"
      series={[{ name: 'premium', label: series, color: 'lagoon.5' }]}
      curveType="linear"
      tickLine="none"
      gridAxis="x"
      withDots={points.length <= 60}
      accessibilityLayer={false}
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ width: 64, tickFormatter: (value: number) => short.format(value) }}
      valueFormatter={(value) => money({ amount: String(value), currencyCode: currency })}
      lineProps={{ isAnimationActive: false }}
    />
  )
}
