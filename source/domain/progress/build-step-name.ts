import type { BuildStep } from './build-fold.js';

/**
 * Splits a step into its number (`2/4`, or empty) and its name. The classic builder sends the number apart; BuildKit writes it
 * into the name. Source: moby/buildkit frontend/dockerfile/dockerfile2llb, prefixCommand: `[linux/amd64 build  2/12] RUN make`.
 */
export function stepName(
	{ number, name }: BuildStep,
	count?: number,
): { readonly place: string; readonly name: string } {
	if (count !== undefined) {
		return { place: `${number}/${count}`, name };
	}
	const [, stage = '', place = '', words = ''] = /^\[(.*?)\s*(\d+\/\d+)\] (.*)$/s.exec(name) ?? [];
	if (place === '') {
		return { place: '', name };
	}
	return { place, name: stage === '' ? words : `${stage}: ${words}` };
}
