/** The sentence for a step from the last match to the first one, or the other way round. */
export const wrapNotice = (by: 1 | -1): string =>
	by > 0 ? 'The search goes on at the first match' : 'The search goes on at the last match';

/** The reason why there is no next match; undefined if there is one. */
export function whyNoStep(search: string, isFound: boolean): string | undefined {
	if (search === '') {
		return 'there is no search, press / to search';
	}
	return isFound ? undefined : `nothing matches ${search}`;
}
