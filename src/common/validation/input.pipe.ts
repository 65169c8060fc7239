import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validateInput } from './validate-input.js';

/** Checks bodies and queries of controllers against their DTO; path ids are checked when the request is authenticated. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if ((type !== 'body' && type !== 'query') || metatype === undefined || metatype === Object) return value;
    return validateInput(metatype as new () => object, value);
  }
}
