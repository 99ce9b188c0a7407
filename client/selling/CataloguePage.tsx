import { Skeleton } from '@mantine/core'
import { IconPackageOff } from '@tabler/icons-react'
import { graphql } from '../gql/index.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import classes from './CataloguePage.module.css'
import { ProductCard } from './ProductCard.tsx'

const Catalogue = graphql(`query Catalogue { products { code ...ProductCard_product } }`)

/** What can be sold. */
export function CataloguePage() {
  const t = useTexts()
  const { data, error, retry } = useRead(Catalogue, {})
  return (
    <Page title={t('selling.title')} about={t('selling.about')} layout="wide">
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <Loading />}
      {data?.products.length === 0 && (
        <Blank icon={<IconPackageOff size={40} stroke={1.4} />} title={t('selling.nothing')}>
          {t('selling.nothingAbout')}
        </Blank>
      )}
      <ul className={classes.grid}>
        {data?.products.map((product) => (
          <li key={product.code}>
            <ProductCard product={product} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Loading() {
  const t = useTexts()
  return (
    <div className={classes.grid} role="status" aria-label={t('selling.loadingProducts')}>
      {['a', 'b', 'c', 'd'].map((key) => (
        <Skeleton key={key} height={320} radius="lg" />
      ))}
    </div>
  )
}
