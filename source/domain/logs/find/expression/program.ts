import { groupUnits, has, type UnitSet, wordUnits } from './code-units.js';
import { ExpressionError } from './expression-reader.js';
import type { Edge, Node } from './node.js';

/** One step of a program. Numbers are the places of the steps that come next. */
type Step =
	| { readonly kind: 'units'; readonly set: UnitSet; readonly next: number }
	| { readonly kind: 'edge'; readonly edge: Edge; readonly next: number }
	| { readonly kind: 'split'; readonly next: readonly number[] }
	| { readonly kind: 'match' };

/** The most steps. The time for a character is at most in proportion to them. */
const maxSteps = 700;

/** A Thompson automaton: https://swtch.com/~rsc/regexp/regexp1.html. */
export type Program = {
	readonly steps: readonly Step[];
	/** The place of the first step. */
	readonly start: number;
	/** Code units that the expression does not distinguish have the same group. */
	readonly groupOf: Uint16Array;
	readonly groupCount: number;
	/** 1 for each group of letters, digits and `_`. */
	readonly isWord: Uint8Array;
	/** 1 at `place * groupCount + group` if the step at that place reads that group. */
	readonly reads: Uint8Array;
};

/** @throws ExpressionError if the expression is too large. */
export function compile(node: Node): Program {
	const steps: Step[] = [{ kind: 'match' }];
	const start = addNode(steps, node, 0);
	const sets = new Set([wordUnits]);
	for (const step of steps) {
		if (step.kind === 'units') {
			sets.add(step.set);
		}
	}
	const { groupOf, examples } = groupUnits(sets);
	const groupCount = examples.length;
	const reads = new Uint8Array(steps.length * groupCount);
	for (const [place, step] of steps.entries()) {
		if (step.kind === 'units') {
			reads.set(
				examples.map(unit => Number(has(step.set, unit))),
				place * groupCount,
			);
		}
	}
	const isWord = Uint8Array.from(examples, unit => Number(has(wordUnits, unit)));
	return { steps, start, groupOf, groupCount, isWord, reads };
}

/** Puts the steps of a node before the step `next`, and returns the place of the first one. */
function addNode(steps: Step[], node: Node, next: number): number {
	switch (node.kind) {
		case 'units':
			return put(steps, { kind: 'units', set: node.set, next });
		case 'edge':
			return put(steps, { kind: 'edge', edge: node.edge, next });
		case 'sequence':
			return node.parts.reduceRight((place, part) => addNode(steps, part, place), next);
		case 'choice':
			return put(steps, { kind: 'split', next: node.parts.map(part => addNode(steps, part, next)) });
		case 'repeat':
			return addRepeat(steps, node, next);
	}
}

function addRepeat(steps: Step[], { part, min, max }: Extract<Node, { kind: 'repeat' }>, next: number): number {
	let place = next;
	if (max === Number.POSITIVE_INFINITY) {
		const targets = [next];
		place = put(steps, { kind: 'split', next: targets });
		targets.push(addNode(steps, part, place));
	} else {
		for (let count = min; count < max; count++) {
			place = put(steps, { kind: 'split', next: [addNode(steps, part, place), next] });
		}
	}
	for (let count = 0; count < min; count++) {
		place = addNode(steps, part, place);
	}
	return place;
}

function put(steps: Step[], step: Step): number {
	if (steps.length >= maxSteps) {
		throw new ExpressionError('the expression is too large');
	}
	return steps.push(step) - 1;
}
