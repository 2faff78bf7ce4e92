import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives classes plain code for what Java links at first use and its AOT cache does not keep: switches over types
 * (SwitchBootstraps.typeSwitch), and equals and hashCode of records (ObjectMethods). The JVM makes a class for each
 * such switch at every start, and the C1 compiler calls all of them through method handles.
 */
final class PlainLinks implements ClassTransform {
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private final ClassModel of;
  private final Map<InvokeDynamicEntry, String> names = new LinkedHashMap<>();

  private PlainLinks(ClassModel of) {
    this.of = of;
  }

  /** The class with plain code; null where there is nothing to replace. */
  static byte[] in(ClassFile classFile, byte[] content) {
    ClassModel model = classFile.parse(content);
    var links = new PlainLinks(model);
    boolean any = model.methods().stream().anyMatch(PlainLinks::hasReplaceable);
    return any ? classFile.transformClass(model, links) : null;
  }

  private static boolean hasReplaceable(MethodModel method) {
    return method.code().stream().flatMap(c -> c.elementStream()).anyMatch(PlainLinks::isReplaceable);
  }

  private static boolean isReplaceable(CodeElement element) {
    return element instanceof InvokeDynamicInstruction call && (isSwitch(call) || isOfRecord(call));
  }

  /** A switch whose labels are all types; others have constants among them. */
  private static boolean isSwitch(InvokeDynamicInstruction call) {
    return isMadeBy(call, "java.lang.runtime.SwitchBootstraps", "typeSwitch")
        && arguments(call.invokedynamic()).stream().allMatch(ClassEntry.class::isInstance);
  }

  private static boolean isOfRecord(InvokeDynamicInstruction call) {
    return isMadeBy(call, "java.lang.runtime.ObjectMethods", "bootstrap")
        && !call.name().equalsString("toString");
  }

  private static boolean isMadeBy(InvokeDynamicInstruction call, String owner, String method) {
    var bootstrap = call.bootstrapMethod();
    return bootstrap.owner().equals(ClassDesc.of(owner)) && bootstrap.methodName().equals(method);
  }

  private static List<LoadableConstantEntry> arguments(InvokeDynamicEntry call) {
    return call.bootstrap().arguments();
  }

  @Override
  public void accept(ClassBuilder builder, ClassElement element) {
    if (element instanceof MethodModel method && hasReplaceable(method)) {
      builder.transformMethod(
          method,
          java.lang.classfile.MethodTransform.transformingCode((code, e) -> {
            if (isReplaceable(e)) {
              call(code, ((InvokeDynamicInstruction) e).invokedynamic());
            } else {
              code.with(e);
            }
          }));
    } else {
      builder.with(element);
    }
  }

  private void call(CodeBuilder code, InvokeDynamicEntry link) {
    String name = names.computeIfAbsent(link, l -> l.name().stringValue() + "$linked" + names.size());
    boolean inInterface = of.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
    code.invoke(Opcode.INVOKESTATIC, of.thisClass().asSymbol(), name, link.typeSymbol(), inInterface);
  }

  @Override
  public void atEnd(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    names.forEach((link, name) ->
        builder.withMethodBody(name, link.typeSymbol(), flags, code -> write(code, link)));
  }

  private static void write(CodeBuilder code, InvokeDynamicEntry link) {
    switch (link.name().stringValue()) {
      case "typeSwitch" -> writeSwitch(code, arguments(link));
      case "equals" -> writeEquals(code, link.typeSymbol().parameterType(0), fields(link));
      case "hashCode" -> writeHashCode(code, fields(link));
      default -> throw new IllegalStateException(link.name().stringValue());
    }
  }

  /** The record's fields: the arguments after its class and their names. */
  private static List<FieldRefEntry> fields(InvokeDynamicEntry link) {
    return arguments(link).stream()
        .skip(2)
        .map(a -> (FieldRefEntry) ((MethodHandleEntry) a).reference())
        .toList();
  }

  /** The index of the first type from an index on that the value is of; -1 for null, past the last for none. */
  private static void writeSwitch(CodeBuilder code, List<LoadableConstantEntry> types) {
    code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
    for (int i = 0; i < types.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassEntry) types.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(types.size()).ireturn();
  }

  private static void writeEquals(CodeBuilder code, ClassDesc record, List<FieldRefEntry> fields) {
    Label same = code.newLabel();
    Label differs = code.newLabel();
    code.aload(0).aload(1).if_acmpeq(same);
    code.aload(1).instanceOf(record).ifeq(differs);
    code.aload(1).checkcast(record).astore(2);
    for (FieldRefEntry field : fields) {
      ClassDesc type = field.typeSymbol();
      code.aload(0).getfield(field).aload(2).getfield(field);
      switch (TypeKind.from(type)) {
        case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(differs);
        case LONG -> code.lcmp().ifne(differs);
        case FLOAT, DOUBLE ->
            code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type)).ifne(differs);
        case REFERENCE ->
            code.invokestatic(
                    OBJECTS,
                    "equals",
                    MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
                .ifeq(differs);
        case VOID -> throw new IllegalStateException("a field of no type");
      }
    }
    code.labelBinding(same).iconst_1().ireturn();
    code.labelBinding(differs).iconst_0().ireturn();
  }

  /** As ObjectMethods does: from 0 on, 31 times what there is and the hash of the next field. */
  private static void writeHashCode(CodeBuilder code, List<FieldRefEntry> fields) {
    code.iconst_0();
    for (FieldRefEntry field : fields) {
      ClassDesc type = field.typeSymbol();
      ClassDesc taken = type.isPrimitive() ? type : ConstantDescs.CD_Object;
      code.bipush(31).imul().aload(0).getfield(field);
      code.invokestatic(
          type.isPrimitive() ? boxed(type) : OBJECTS,
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, taken));
      code.iadd();
    }
    code.ireturn();
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalStateException(primitive + " has no box");
    };
  }
}
