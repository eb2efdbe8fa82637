/** What the older program of a simulated fleet has not heard of. */
export const unknownToOld: {
  readonly entities: readonly string[];
  readonly fields: Readonly<Record<string, readonly string[]>>;
} = {
  entities: ['link', 'decision', 'suggestionWithdrawal', 'problemEntry', 'bulletin'],
  // One field both sides write, one the city owns, and one of an append-like record.
  fields: { enterprise: ['mainProduct', 'pool'], filing: ['findings'] },
};
