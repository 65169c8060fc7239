import { getMetadataStorage } from 'class-validator';

type Constructor<T> = new () => T;
type Parse = (value: unknown) => unknown;

const parsers = new WeakMap<object, Map<string, Parse>>();
const declared = new WeakMap<object, Declared[]>();

interface Declared {
  property: string;
  parse: Parse | undefined;
}

/** Turns the property's value into what its rules expect, before they look at it. */
export const parse =
  (parser: Parse): PropertyDecorator =>
  (target, property) => {
    const own = parsers.get(target) ?? new Map<string, Parse>();
    parsers.set(target, own.set(property as string, parser));
  };

/**
 * A DTO with the declared properties of a plain object, and only those. Values are taken over as they are: nothing
 * walks through them, whatever keys they have and however many.
 */
export function buildInput<T extends object>(type: Constructor<T>, plain: object): T {
  const instance = new type();
  for (const { property, parse: parser } of declaredProperties(type)) {
    if (!Object.hasOwn(plain, property)) continue;
    const value: unknown = Reflect.get(plain, property);
    Reflect.set(instance, property, parser === undefined ? value : parser(value));
  }
  return instance;
}

/** Those that have a rule, inherited ones included. */
function declaredProperties(type: Constructor<object>): Declared[] {
  const known = declared.get(type);
  if (known !== undefined) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const properties = [...new Set(rules.map(({ propertyName }) => propertyName))].map((property) => ({
    property,
    parse: findParser(type.prototype as object, property),
  }));
  declared.set(type, properties);
  return properties;
}

function findParser(prototype: object | null, property: string): Parse | undefined {
  if (prototype === null) return undefined;
  return parsers.get(prototype)?.get(property) ?? findParser(Reflect.getPrototypeOf(prototype), property);
}
