import { testPlans } from './field-plans.js';
import { networkMutations } from './network-mutations.js';

// test/nightly/compose-resources.test.ts has the changes of volumes, mounts and other fields as well.
testPlans('the plan of a changed network equals what compose does', 'res', networkMutations);
