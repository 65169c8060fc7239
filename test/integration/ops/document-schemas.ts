import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

type Node = Record<string, unknown>;

/**
 * Checks values against the schemas inside an OpenAPI or AsyncAPI document. Stricter than the document: a field that no
 * schema names is a fault too, so that nothing travels undescribed.
 */
export class DocumentSchemas {
  private readonly ajv = new Ajv({ strict: false, allErrors: true, formats: { binary: true } });

  constructor(document: object) {
    addFormats.default(this.ajv, ['uuid', 'date-time']);
    this.ajv.addSchema({ $id: 'document', ...(closed(structuredClone(document)) as Node) });
  }

  /**
   * @param path the keys that lead to the schema
   * @returns what is wrong with `value`, empty when it fits
   */
  faults(path: string[], value: unknown): string[] {
    const pointer = path
      .map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent);
    const validate = this.ajv.getSchema(`document#/${pointer.join('/')}`);
    if (!validate) throw new Error(`The document has no schema at ${path.join(' → ')}`);
    void validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`,
    );
  }
}

function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const children = Object.fromEntries(Object.entries(node).map(([key, child]) => [key, closed(child)]));
  const describesObject = children.type === 'object' && typeof children.properties === 'object';
  return describesObject && !('additionalProperties' in children)
    ? { ...children, additionalProperties: false }
    : children;
}
