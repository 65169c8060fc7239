/**
 * A JSON schema, in the part of the language that OpenAPI 3.1 and AsyncAPI 3 share, so that a shape is described once
 * for REST and for the socket.
 */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: (string | number | boolean | null)[];
  const?: string | number | boolean;
  examples?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  oneOf?: Schema[];
  anyOf?: Schema[];
}

/** A reference to a schema of the document that is still being put together; once it is, `ref` knows the names. */
export const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

/**
 * The schema of an object of the contract. The compiler checks that every field of `T` is described and that no field
 * is invented.
 * @param optional the fields that may be missing
 */
export function objectOf<T extends object>(
  properties: { [Field in keyof T]-?: Schema },
  optional: (keyof T & string)[] = [],
  description?: string,
): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name as keyof T & string));
  return {
    type: 'object',
    ...(description !== undefined && { description }),
    properties,
    ...(required.length > 0 && { required }),
  };
}

/** The same, or null. */
export const nullable = (schema: Schema): Schema =>
  schema.$ref !== undefined
    ? { oneOf: [schema, { type: 'null' }] }
    : {
        ...schema,
        type: [schema.type as string, 'null'],
        ...(schema.enum !== undefined && { enum: [...schema.enum, null] }),
      };

export const arrayOf = (items: Schema): Schema => ({ type: 'array', items });
export const uuid = (description?: string): Schema => ({
  type: 'string',
  format: 'uuid',
  ...(description !== undefined && { description }),
});
export const time = (description = 'ISO 8601 UTC with milliseconds'): Schema => ({
  type: 'string',
  format: 'date-time',
  description,
});
export const text = (description?: string, ...examples: string[]): Schema => ({
  type: 'string',
  ...(description !== undefined && { description }),
  ...(examples.length > 0 && { examples }),
});
export const integer = (description?: string): Schema => ({
  type: 'integer',
  ...(description !== undefined && { description }),
});
export const oneOf = (values: readonly string[], description?: string): Schema => ({
  type: 'string',
  enum: [...values],
  ...(description !== undefined && { description }),
});
