/** The one line `npm start` prints: which of the two runs. */
export interface Start {
  readonly isRoot: boolean;
  readonly platform: NodeJS.Platform;
}

const rootNote = '；以 root 运行，已加 --no-sandbox，浏览器沙箱关闭';

export function electronLine(version: string, { isRoot, platform }: Start): string {
  return `用 Electron ${version} 打开${platform === 'linux' && isRoot ? rootNote : ''}。`;
}

export function hostLine(chromium: string, { isRoot }: Start): string {
  return `没有 Electron，改用浏览器宿主（${chromium}，只供开发和试用）打开${isRoot ? rootNote : ''}。`;
}
