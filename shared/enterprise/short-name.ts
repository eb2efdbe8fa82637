/** Region names of ours that a short name does without; longer ones first. */
const regions = ['江苏省', '江苏', '南通市', '南通', '如皋市', '如皋'] as const;
const legalForms = ['股份有限公司', '有限责任公司', '集团有限公司', '有限公司', '集团'] as const;
/** Words that add little at the end, dropped only when at least four characters remain. */
const weakEndings = ['科技', '设备', '制造', '技术'] as const;

/**
 * 简称 suggested from the registered name: without region, legal form and one weak ending
 * (森松（江苏）重工有限公司 → 森松重工). A suggestion only; the officer may change it.
 */
export function suggestShortName(fullName: string): string {
  const name = fullName
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/\([^()]*\)/g, '');
  const withoutForm = dropEnding(name, legalForms, 2);
  const withoutRegion = dropEnding(dropRegions(withoutForm), regions, 2);
  return dropEnding(withoutRegion, weakEndings, 4);
}

function dropRegions(name: string): string {
  const region = regions.find((candidate) => name.startsWith(candidate));
  if (region === undefined || name.length - region.length < 2) return name;
  return dropRegions(name.slice(region.length));
}

function dropEnding(name: string, endings: readonly string[], keep: number): string {
  const ending = endings.find((candidate) => name.endsWith(candidate));
  return ending === undefined || name.length - ending.length < keep ? name : name.slice(0, -ending.length);
}
