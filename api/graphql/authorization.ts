import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type PothosTypeConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core'
import {
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql'
import { type AgentRole, bearerOf, type Viewer } from '../auth/viewer.ts'
import { DomainError } from '../lib/errors.ts'

/**
 * Who may use a field: everybody, everybody who is logged in, only those of a role, or everybody with a genuine token, also
 * one that can only be logged out.
 */
export type Rule = 'public' | 'signedIn' | 'bearer' | AgentRole

type Authorize = {
  /** Who may use this field. */
  authorize: Rule
}

declare global {
  // TypeScript merges these with Pothos's own only where names, order and constraints of the type parameters agree.
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      authorization: AuthorizationPlugin<Types>
    }
    export interface SchemaBuilderOptions<Types extends SchemaTypes> {
      authorization: {
        /** Throws UNAUTHENTICATED when there is none. */
        viewer(context: Types['Context']): Viewer
      }
    }
    export interface QueryFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > extends Authorize {}
    export interface MutationFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveReturnShape,
    > extends Authorize {}
    export interface SubscriptionFieldOptions<
      Types extends SchemaTypes,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > extends Authorize {}
    export interface ObjectTypeOptions<Types extends SchemaTypes = SchemaTypes, Shape = unknown> {
      /** For types that public fields lead to. */
      authorize?: 'public'
    }
  }
}

type Resolver<Types extends SchemaTypes> = GraphQLFieldResolver<unknown, Types['Context'], object>

/**
 * Closed unless opened. Every query, mutation and subscription declares in `authorize` who may use it; one that did not
 * would be for those who are logged in. A query or mutation is refused before it is resolved, a subscription before it
 * begins. The events of a subscription ask nothing: they may be executed once for all its subscribers.
 *
 * Object types are closed, too: a schema in which a public field leads to a type that is not `public` cannot be built.
 * So fields below the root cost nothing at run time. (@pothos/plugin-scope-auth would check types whenever their
 * fields are resolved, by scopes it keeps for each context: a viewer would be read at every event.)
 */
export class AuthorizationPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(config: PothosTypeConfig): PothosTypeConfig {
    if (config.kind !== 'Object') return config
    return { ...config, extensions: { ...config.extensions, authorize: config.pothosOptions.authorize } }
  }

  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    return { ...config, extensions: { ...config.extensions, authorize: ruleOf(config) } }
  }

  override wrapResolve(resolve: Resolver<Types>, config: PothosOutputFieldConfig<Types>): Resolver<Types> {
    return config.kind === 'Subscription' ? resolve : this.#authorized(resolve, ruleOf(config))
  }

  override wrapSubscribe(
    subscribe: Resolver<Types> | undefined,
    config: PothosOutputFieldConfig<Types>,
  ): Resolver<Types> | undefined {
    return subscribe && this.#authorized(subscribe, ruleOf(config))
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
      for (const field of Object.values(root?.getFields() ?? {})) {
        if (field.extensions.authorize !== 'public') continue
        const closed = closedTypeBelow(schema, getNamedType(field.type))
        if (closed) throw new Error(`${root?.name}.${field.name} is public and leads to ${closed}, which is not.`)
      }
    }
    return schema
  }

  #authorized(resolve: Resolver<Types>, rule: Rule | null): Resolver<Types> {
    if (rule === null || rule === 'public') return resolve
    const { viewer } = this.builder.options.authorization
    return (parent, args, context, info) => {
      if (rule === 'bearer') bearerOf(() => viewer(context))
      else assertRole(rule, viewer(context), info.fieldName)
      return resolve(parent, args, context, info)
    }
  }
}

/** For the plugins of a builder. */
export const authorizationPlugin = 'authorization'
SchemaBuilder.registerPlugin(authorizationPlugin, AuthorizationPlugin)

/** Null for a field below the root, which is as open as what leads to it. */
function ruleOf<Types extends SchemaTypes>({ kind, pothosOptions }: PothosOutputFieldConfig<Types>): Rule | null {
  if (kind !== 'Query' && kind !== 'Mutation' && kind !== 'Subscription') return null
  return pothosOptions.authorize ?? 'signedIn'
}

/** Refuses a viewer of another role with FORBIDDEN. */
function assertRole(rule: Exclude<Rule, 'public' | 'bearer'>, viewer: Viewer, field: string): void {
  if (rule === 'signedIn' || viewer.role === rule) return
  throw new DomainError(
    'FORBIDDEN',
    `Only ${holders[rule]} may ${field.replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`)}.`,
  )
}

const holders: Record<AgentRole, string> = { ADMIN: 'an administrator', AGENT: 'an agent', SERVICE: 'a service' }

/** The name of an object type that is not public and that a type leads to; null when there is none. */
function closedTypeBelow(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  seen = new Set<GraphQLNamedType>(),
): string | null {
  if (seen.has(type)) return null
  seen.add(type)
  if (isObjectType(type) && type.extensions.authorize !== 'public') return type.name
  const below = isObjectType(type)
    ? Object.values(type.getFields()).map((field) => getNamedType(field.type))
    : isAbstractType(type)
      ? schema.getPossibleTypes(type)
      : []
  for (const next of below) {
    const closed = closedTypeBelow(schema, next, seen)
    if (closed !== null) return closed
  }
  return null
}
