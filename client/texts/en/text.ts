export const text = {
  'text.offerOf': 'Offer: {product}',
  'text.validUntil': 'Valid until {when}',
  'text.offer.NEW': 'Open',
  'text.offer.EXPIRED': 'Expired',
  'text.offer.CONVERTED': 'Sold',
} as const
