import { cityInternalPartition } from '../log/operation.ts';

/** Title of the paper, of a town's meeting as of the city's. */
export function meetingTitle(keeper: string): string {
  return `${keeper}专精特新“小巨人”企业培育工作月度联席会议纪要`;
}

/** The town a note's partition belongs to; '' for the city. */
export function keeperTownId(partition: string): string {
  return partition === cityInternalPartition ? '' : partition.replace(/^town:/, '');
}
