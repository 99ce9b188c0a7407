/** The topic whose entries say which sale or termination the numbers have from there on. */
export const topic = 'sales'

/** By which sale the numbers have changed; null after a rebuild, which may have changed any. */
export type SaleEntry = { sale: { productCode: string; agent: string; soldOn: string; coverFrom: string } | null }
