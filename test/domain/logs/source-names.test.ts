import { describe, expect, test } from 'vitest';
import { nameColour, newSource, shortNames } from '../../../source/domain/logs/source-names.js';
import type { Container } from '../../../source/domain/nouns/container.js';
import { container } from '../../helpers/state/builders.js';
import { oneOff, replica } from '../../helpers/state/compose.js';

const names = (...containers: readonly Container[]) => [...shortNames(containers.map(newSource)).values()];

describe('the name before a line', () => {
	test('is the service while that has one replica', () => {
		expect(names(replica('web'), replica('db'))).toEqual(['web', 'db']);
	});

	test('has the number of the replica when there are several', () => {
		expect(names(replica('web'), replica('web', { number: 2 }), replica('db'))).toEqual(['web-1', 'web-2', 'db']);
	});

	test('has the project when two projects have the service', () => {
		expect(names(replica('web'), replica('web', { project: 'blog' }))).toEqual(['shop-web-1', 'blog-web-1']);
	});

	test('differs from that of a container without a project which has the name of a service', () => {
		expect(names(replica('web'), container('web'), oneOff('db'))).toEqual(['web-1', 'web', 'db']);
	});

	test('has the short id when two containers have the same name', () => {
		const [one, two] = names(container('web', { id: 'a'.repeat(64) }), container('web', { id: 'b'.repeat(64) }));
		expect([one, two]).toEqual([`web ${'a'.repeat(12)}`, `web ${'b'.repeat(12)}`]);
	});

	test('has the same colour in every log, and eight colours are in use', () => {
		expect(nameColour('web')).toBe(nameColour('web'));
		const colours = new Set(Array.from({ length: 200 }, (_, index) => nameColour(`service-${index}`)));
		expect(colours.size).toBe(8);
	});
});
