import { Button, Skeleton } from '@mantine/core'
import { IconPackageOff } from '@tabler/icons-react'
import { Link, useMatch, useParams } from 'react-router'
import { graphql } from '../gql/index.ts'
import { properName } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useRead } from '../network/useRead.ts'
import { useTexts } from '../texts/texts.ts'
import { BackLink } from '../ui/BackLink.tsx'
import { Blank, Failed } from '../ui/Blank.tsx'
import { Page } from '../ui/Page.tsx'
import { PriceForm } from './PriceForm.tsx'

const ProductToPrice = graphql(`
  query ProductToPrice($code: ID!) { product(code: $code) { code name description ...PriceForm_product } }
`)

/** From the questions of one product to its price, which has an address of its own. */
export function PricePage() {
  const t = useTexts()
  const { productCode = '' } = useParams()
  const offerNumber = useMatch('/sell/:productCode/offers/:offerNumber')?.params.offerNumber ?? null
  const { data, error, retry } = useRead(ProductToPrice, { code: productCode })
  const product = data?.product
  const back = <BackLink to="/sell">{t('selling.allProducts')}</BackLink>
  return (
    <Page
      title={product ? properName(product.name) : t('policies.product')}
      about={product?.description}
      back={back}
      layout="wide"
    >
      {!data && error && <Failed text={failureText(error)} onRetry={retry} />}
      {!data && !error && <Skeleton height={360} radius="lg" role="status" aria-label={t('selling.loadingProduct')} />}
      {product && <PriceForm key={product.code} product={product} offerNumber={offerNumber} />}
      {data && !product && (
        <Blank
          icon={<IconPackageOff size={40} stroke={1.4} />}
          title={t('selling.noProduct')}
          action={
            <Button component={Link} to="/sell">
              {t('selling.seeAll')}
            </Button>
          }
        >
          {t('selling.noProductAbout', { code: productCode })}
        </Blank>
      )}
    </Page>
  )
}
