import { z } from 'zod';
import { composite } from '../log/formats.ts';
import { date, defineEntity, json, text } from '../log/entity.ts';

/** What a closed month left open, accepted by the clerk. */
export const leftOpen = z.object({
  conflicts: z.int(),
  suggestions: z.int(),
  inbox: z.int(),
  /** Names of towns that handed nothing in. */
  missing: z.array(z.string()),
});
export type LeftOpen = z.output<typeof leftOpen>;

export const closingNoteLength = 500;

/** 月度办结: the city's word that a month's exchange is done, with what was left open. Partition: `city-internal`: which town was late is no town's business. */
export const monthClosingEntity = defineEntity({
  type: 'monthClosing',
  label: '月度办结',
  table: 'month_closing',
  place: 'desk',
  fields: {
    month: text('月份', 'city'),
    closedOn: date('办结日期', 'city'),
    closedBy: text('办结人', 'city'),
    leftOpen: json('结转事项', composite('leftOpen', '结转事项', leftOpen), 'city'),
    note: text('说明', 'city'),
  },
});
