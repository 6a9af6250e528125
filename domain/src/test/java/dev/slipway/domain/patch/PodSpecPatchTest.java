package dev.slipway.domain.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.domain.failure.FailureException;
import dev.slipway.domain.tree.Tree;
import dev.slipway.domain.tree.TreeJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSpecPatchTest {
  private static Tree tree(String json) {
    return TreeJson.read(json.replace('\'', '"')).orElseThrow(() -> new AssertionError(json));
  }

  private static Tree apply(PatchType type, String spec, String patch) throws FailureException {
    Tree.Branch pod = new Tree.Branch(Map.of("spec", tree(spec)));
    return PodSpecPatch.apply(pod, List.of(new PodSpecPatch("p", type, tree(patch))))
        .get("spec")
        .orElseThrow();
  }

  @ParameterizedTest
  @DisplayName("a merge patch merges objects, replaces all else, and null removes (RFC 7386)")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':'b','c':{'d':1}}  | {'a':'z','c':{'e':[2]}}  | {'a':'z','c':{'d':1,'e':[2]}}
          {'a':'b','c':1}        | {'a':null,'x':null}      | {'c':1}
          {'a':[{'n':1}]}        | {'a':[{'n':2}]}          | {'a':[{'n':2}]}
          {'a':'text'}           | {'a':{'b':{'c':null}}}   | {'a':{'b':{}}}
          """)
  void merge(String spec, String patch, String expected) throws FailureException {
    assertThat(apply(PatchType.MERGE, spec, patch)).isEqualTo(tree(expected));
  }

  @ParameterizedTest
  @DisplayName("a JSON patch does its operations in order (RFC 6902)")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':[1,2]} | [{'op':'add','path':'/a/1','value':9}]                    | {'a':[1,9,2]}
          {'a':[1]}   | [{'op':'add','path':'/a/-','value':{'b':null}}]           | {'a':[1,{'b':null}]}
          {'a':[1]}   | [{'op':'add','path':'/a/1','value':2}]                    | {'a':[1,2]}
          {'a':1}     | [{'op':'replace','path':'/a','value':2}]                  | {'a':2}
          {'a':1,'b':2} | [{'op':'remove','path':'/a'}]                           | {'b':2}
          {'a':{'x/y':{'~':1}}} | [{'op':'remove','path':'/a/x~1y/~0'}]           | {'a':{'x/y':{}}}
          {'a':[1,2]} | [{'op':'move','from':'/a/0','path':'/b'}]                 | {'a':[2],'b':1}
          {'a':{'b':1}} | [{'op':'copy','from':'/a','path':'/c'},{'op':'add','path':'/c/d','value':0}] | {'a':{'b':1},'c':{'b':1,'d':0}}
          {'a':1}     | [{'op':'test','path':'/a','value':1},{'op':'add','path':'/b','value':2}] | {'a':1,'b':2}
          """)
  void json(String spec, String patch, String expected) throws FailureException {
    assertThat(apply(PatchType.JSON, spec, patch)).isEqualTo(tree(expected));
  }

  @ParameterizedTest
  @DisplayName("a JSON patch that does not fit says which operation and why")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{'op':'replace','path':'/x','value':2}]    | "replace /x": there is no "x"
          [{'op':'remove','path':'/a/3'}]             | "remove /a/3": there is no "3"
          [{'op':'add','path':'/a/9','value':2}]      | "add /a/9": there is no "9"
          [{'op':'add','path':'/b/c','value':2}]      | "add /b/c": there is no "b"
          [{'op':'test','path':'/a','value':2}]       | "test /a" finds another value
          [{'op':'move','from':'/a','path':'/a/b'}]   | moves a part into itself
          [{'op':'remove','path':''}]                 | nothing is left
          """)
  void jsonRefused(String patch, String why) {
    assertThatThrownBy(() -> apply(PatchType.JSON, "{'a':[1]}", patch))
        .hasMessageContaining("pod_spec patch \"p\": ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @DisplayName("a strategic merge merges keyed lists by their key and replaces the others")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'containers':[{'name':'a','image':'x'},{'name':'b'}]} | {'containers':[{'name':'b','image':'y'},{'name':'c'}]} | {'containers':[{'name':'a','image':'x'},{'name':'b','image':'y'},{'name':'c'}]}
          {'containers':[{'name':'a','env':[{'name':'E','value':'1'}],'args':['1']}]} | {'containers':[{'name':'a','env':[{'name':'F','value':'2'}],'args':['2']}]} | {'containers':[{'name':'a','env':[{'name':'E','value':'1'},{'name':'F','value':'2'}],'args':['2']}]}
          {'containers':[{'name':'a','volumeMounts':[{'mountPath':'/x','name':'v'}]}]} | {'containers':[{'name':'a','volumeMounts':[{'mountPath':'/x','readOnly':true}]}]} | {'containers':[{'name':'a','volumeMounts':[{'mountPath':'/x','name':'v','readOnly':true}]}]}
          {'containers':[{'name':'a'},{'name':'b'}]} | {'containers':[{'name':'a','$patch':'delete'}]} | {'containers':[{'name':'b'}]}
          {'containers':[{'name':'a'}]} | {'containers':[{'$patch':'replace'},{'name':'b'}]} | {'containers':[{'name':'b'}]}
          {'tolerations':[{'key':'a'}]} | {'tolerations':[{'key':'b'}]} | {'tolerations':[{'key':'b'}]}
          {'securityContext':{'runAsUser':1,'fsGroup':2}} | {'securityContext':{'$patch':'replace','fsGroup':3}} | {'securityContext':{'fsGroup':3}}
          {'securityContext':{'runAsUser':1}} | {'securityContext':null,'nodeName':'n'} | {'nodeName':'n'}
          {'volumes':[{'name':'v','emptyDir':{}}]} | {'volumes':[{'name':'v','$retainKeys':['name','hostPath'],'hostPath':{'path':'/x'}}]} | {'volumes':[{'name':'v','hostPath':{'path':'/x'}}]}
          {'hostAliases':[{'ip':'1.1.1.1','hostnames':['a']}]} | {'hostAliases':[{'ip':'1.1.1.1','hostnames':['b']}]} | {'hostAliases':[{'ip':'1.1.1.1','hostnames':['b']}]}
          {'imagePullSecrets':[{'name':'a'}]} | {'imagePullSecrets':[{'name':'b'}],'$setElementOrder/imagePullSecrets':[{'name':'b'},{'name':'a'}]} | {'imagePullSecrets':[{'name':'b'},{'name':'a'}]}
          {'a':['x','y']} | {'$deleteFromPrimitiveList/a':['x']} | {'a':['y']}
          """)
  void strategic(String spec, String patch, String expected) throws FailureException {
    assertThat(apply(PatchType.STRATEGIC, spec, patch)).isEqualTo(tree(expected));
  }

  @Test
  @DisplayName("an element without its key cannot be merged")
  void strategicRefused() {
    assertThatThrownBy(() -> apply(PatchType.STRATEGIC, "{}", "{'containers':[{'image':'x'}]}"))
        .hasMessageContaining("an element of containers has no name");
    assertThatThrownBy(() -> apply(PatchType.STRATEGIC, "{}", "{'a':{'$patch':'drop'}}"))
        .hasMessageContaining("$patch is \"drop\"; allowed: delete, merge, replace");
  }

  @Test
  @DisplayName("patches follow one another; only spec can be reached; an unknown field survives")
  void inOrder() throws FailureException {
    Tree.Branch pod = (Tree.Branch) tree("{'metadata':{'name':'n'},'spec':{'a':1}}");
    assertThat(
            PodSpecPatch.apply(
                pod,
                List.of(
                    new PodSpecPatch("", PatchType.MERGE, tree("{'of tomorrow':{'x':1.50}}")),
                    new PodSpecPatch(
                        "",
                        PatchType.JSON,
                        tree("[{'op':'copy','from':'/of tomorrow/x','path':'/a'}]")))))
        .isEqualTo(tree("{'metadata':{'name':'n'},'spec':{'a':1.50,'of tomorrow':{'x':1.50}}}"));
  }

  @ParameterizedTest
  @DisplayName("what can fit no pod is seen before there is one")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          MERGE     | []                                | it is no table of fields
          STRATEGIC | 'x'                               | it is no table of fields
          JSON      | {}                                | it is no list of operations
          JSON      | [1]                               | an operation is no table
          JSON      | [{'op':'ad','path':'/a'}]         | op is "ad"; allowed: add, copy, move, remove, replace, test
          JSON      | [{'op':'add','path':'/a'}]        | "add /a" has no value
          JSON      | [{'op':'add','value':1}]          | "add" has no path
          JSON      | [{'op':'remove','path':'a'}]      | path is "a"; it must begin with "/"
          JSON      | [{'op':'move','path':'/a'}]       | "move" has no from
          """)
  void flaws(PatchType type, String patch, String why) {
    assertThat(new PodSpecPatch("p", type, tree(patch)).flaw().orElse("")).contains(why);
    assertThat(new PodSpecPatch("p", PatchType.MERGE, tree("{}")).flaw())
        .isEqualTo(Optional.empty());
  }
}
