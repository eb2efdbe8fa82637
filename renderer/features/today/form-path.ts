import { draftPlace } from '../../../shared/draft/place.ts';

/** Where the form whose draft has that key is open: a page that cannot open it shows the record all the same. */
export function formPath(formKey: string): string {
  const place = draftPlace(formKey, '');
  if (!place) throw new Error(`shared/draft/place.ts does not know ${formKey}`);
  return place.path;
}
