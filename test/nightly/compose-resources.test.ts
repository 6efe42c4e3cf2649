import { testPlans } from '../parity/compose/field-plans.js';
import { resourceMutations } from '../parity/compose/resource-mutations.js';

testPlans('the plan of a changed network, volume or mount equals what compose does', 'res', resourceMutations);
