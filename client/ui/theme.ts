import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core'

/** Deep water, the colour of what the agent does. */
const lagoon: MantineColorsTuple = [
  '#e4f4f2',
  '#cce8e5',
  '#9dd3ce',
  '#69bcb5',
  '#3ea59d',
  '#1f918a',
  '#0b7a75',
  '#08625f',
  '#074e4c',
  '#053b3a',
]

/** A signal fire, the colour of what is new and of what cannot be undone. */
const ember: MantineColorsTuple = [
  '#fff0ea',
  '#fddccf',
  '#f9b79e',
  '#f4906b',
  '#ee6f42',
  '#e4572e',
  '#c9431d',
  '#a63414',
  '#85280f',
  '#611c0a',
]

const dark: MantineColorsTuple = [
  '#e2ecec',
  '#b9c9ca',
  '#93a9ac',
  '#5f767a',
  '#2b4045',
  '#1e3135',
  '#162729',
  '#122124',
  '#0c1719',
  '#081012',
]

const sans = '"Hanken Grotesk Variable", system-ui, -apple-system, "Segoe UI", sans-serif'

export const theme: MantineThemeOverride = createTheme({
  colors: { lagoon, ember, dark },
  primaryColor: 'lagoon',
  primaryShade: { light: 6, dark: 6 },
  black: '#11272c',
  fontFamily: sans,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, "Cascadia Mono", Menlo, monospace',
  headings: { fontFamily: 'var(--p-display)', fontWeight: '650' },
  fontSizes: { xs: '0.78rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.3rem' },
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '9px', lg: '14px', xl: '22px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Input: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45 } } },
  },
})

const shared = {
  '--mantine-color-body': 'var(--p-surface)',
  '--mantine-color-text': 'var(--p-text)',
  '--mantine-color-dimmed': 'var(--p-muted)',
  '--mantine-color-error': 'var(--p-bad)',
  '--mantine-color-placeholder': 'var(--p-muted)',
  '--mantine-color-default': 'var(--p-surface)',
  '--mantine-color-default-hover': 'var(--p-hover)',
  '--mantine-color-default-border': 'var(--p-line-strong)',
}

/** Mantine's own colours that are too pale on white, or not ours, replaced by those of theme.css. */
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
