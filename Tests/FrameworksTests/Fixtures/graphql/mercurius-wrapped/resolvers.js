import addTask from "./add-task.js";
import * as tasks from "./tasks.js";

export default {
  Query: tasks,
  Mutation: { addTask }, // $ endpoint="MUTATION /graphql#addTask" auth=required
};
